import type { ProposalCatalogue } from ".";

const zh: ProposalCatalogue = {
  title: "可以创建的相册",
  take: "创建相册",
  takeThis: "创建相册：{name}",
  dismiss: "不要这个",
  dismissThis: "不再建议“{name}”",
  dismissed: "不会再建议它。",
  rule: "以后的照片会自动加入",
  one: "可以创建的相册",
  photos: "照片",
  some: "其中一些照片",
  hint: "点按照片可将其移出或重新加入。",
  leftOut: "未选入",
  make: { one: "用 {n} 张照片创建相册", other: "用 {n} 张照片创建相册" },
  photo: "第 {n} 张，共 {of} 张",
  "why.screenshot": "屏幕截图",
  "why.document": "文档",
  "why.copy": "其他照片的副本",
  "why.burst": "同一连拍中已有另一张",
  "why.blurred": "模糊，且有更好的",
  "why.many": "超出一次可放入相册的数量",
};

export default zh;
