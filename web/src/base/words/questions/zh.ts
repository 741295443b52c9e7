import type { QuestionCatalogue } from ".";

const zh: QuestionCatalogue = {
  title: "几个问题",
  touches: "回答后可更正 {n} 张照片。",
  skip: "以后再说",
  answer: "回答",
  "words.who": "或输入姓名",
  "words.where": "或输入其他城镇",
  "words.when": "某天、某月或某年",
  "words.occasion": "或用您自己的话",
  proposed: "建议",
  done: "谢谢：{n} 张照片已更正。",
  skipped: "一个月后再问。",
  never: "不会再问。",
  show: "查看这张照片",
};

export default zh;
