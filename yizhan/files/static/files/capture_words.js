// What capturing says, in the language of the page.
const CHINESE = {
  open: "用摄像头拍", camera: "摄像头", take: "拍一页", taken: (count) => `已拍第 ${count} 页。`, again: "再开一次摄像头",
  turn: "转一下", retake: "重拍", remove: "删去", done: "拍完了", page: (number) => `第 ${number} 页`, name: (number) => `第${number}页.jpg`,
  turned: (number) => `第 ${number} 页已转向。`, removed: (number) => `第 ${number} 页已删去。`, retaking: (number) => `正在重拍第 ${number} 页。`,
  count: (count) => (count ? `共 ${count} 页` : "还没有拍。"), starting: "正在打开摄像头，请稍等。", ready: "把材料放平、放满画面，再按“拍一页”。",
  other: "换一个摄像头", keys: "空格或回车：拍一页", preview: "摄像头画面", files: "已选的材料", title: "拍材料",
  tooLarge: (name, most) => `“${name}”超过 ${most} MB，没有加入。请按 300 dpi 重新扫描，或直接拍照。`,
  insecure: "这个网址不是 https，浏览器不让用摄像头。请选择文件，或请系统管理员开通 https。",
  NotAllowedError: "浏览器没有得到使用摄像头的许可。请点地址栏左边的图标，允许摄像头，再点“再开一次摄像头”。",
  NotFoundError: "没有找到摄像头。请检查高拍仪的连线，再点“再开一次摄像头”；也可以关掉这里，选择文件。",
  NotReadableError: "摄像头正被别的程序占用。请关掉那个程序，再点“再开一次摄像头”。",
  lost: "摄像头断开了，已拍的页还在。请检查连线，再点“再开一次摄像头”。",
  failed: "摄像头打不开。请再试一次；还不行，请关掉这里，选择文件。",
};

const ENGLISH = {
  open: "Use the camera", camera: "Camera", take: "Take a page", taken: (count) => `Page ${count} taken.`, again: "Open the camera again",
  turn: "Turn", retake: "Retake", remove: "Remove", done: "Done", page: (number) => `Page ${number}`, name: (number) => `page-${number}.jpg`,
  turned: (number) => `Page ${number} turned.`, removed: (number) => `Page ${number} removed.`, retaking: (number) => `Retaking page ${number}.`,
  count: (count) => (count ? `${count} page${count > 1 ? "s" : ""}` : "Nothing taken yet."), starting: "Opening the camera.", ready: "Lay the paper flat so that it fills the picture, then take the page.",
  other: "Another camera", keys: "Space or Enter: take a page", preview: "Camera picture", files: "Chosen papers", title: "Take photos of papers",
  tooLarge: (name, most) => `“${name}” is larger than ${most} MB and was not added. Please scan it at 300 dpi, or take a photo.`,
  insecure: "This address is not https, so the browser does not allow the camera. Please choose files.",
  NotAllowedError: "The browser may not use the camera. Allow it beside the address, then open the camera again.",
  NotFoundError: "No camera was found. Check its cable and open it again, or close this and choose files.",
  NotReadableError: "Another program is using the camera. Close that program, then open the camera again.",
  lost: "The camera was disconnected; the pages taken are kept. Check its cable, then open it again.",
  failed: "The camera cannot be opened. Try again, or close this and choose files.",
};

export const WORDS = document.documentElement.lang.startsWith("en") ? ENGLISH : CHINESE;
