/** The platform's formatters, each made once: to make one takes a thousand times as long as to use it. */

function once<Options, Formatter>(make: (locale: string, options: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, options: Options): Formatter => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const formatter = made.get(key) ?? make(locale, options);
    made.set(key, formatter);
    return formatter;
  };
}

export const dates = once((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
export const numbers = once((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
export const names = once((locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(locale, options));
export const plurals = once((locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options));
