import type { TrackCatalogue } from ".";

const zh: TrackCatalogue = {
  reading: "正在读取轨迹 …",
  count: "{n} 张照片将由此得到地点。",
  same: "{n} 张已有地点，保持不变。",
  outside: "{n} 张不在轨迹时间内。",
  noCamera: "相机不明的照片",
  ahead: "相机时钟快了多少分钟",
  found: "自动判断",
  apply: "写入地点",
  both: "{h} 小时 {min} 分钟",
  hours: "{h} 小时",
  minutes: "{min} 分钟",
  fast: "时钟快了 {apart}。",
  slow: "时钟慢了 {apart}。",
  right: "时钟准确。",
  assumed: "假定时钟准确。",
  "by.said": "由您指定。",
  "by.positions": "由自带地点的照片得出。",
  "by.hours": "只有这样照片才落在轨迹之内。",
  "by.assumed": "",
};

export default zh;
