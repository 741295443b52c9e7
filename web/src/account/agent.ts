/** Which program on which system, as far as people would call it so; null of what calls itself nothing known. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(A|iOS)?\//, "Edge"], [/OPR\//, "Opera"], [/SamsungBrowser\//, "Samsung Internet"], [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS|Chromium)\//, "Chrome"], [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/CrOS/, "ChromeOS"], [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"], [/Linux/, "Linux"],
];

export function program(agent: string): { browser: string; system: string } | null {
  const [browser, system] = [BROWSERS, SYSTEMS].map((rows) => rows.find(([mark]) => mark.test(agent))?.[1]);
  return browser && system ? { browser, system } : null;
}
