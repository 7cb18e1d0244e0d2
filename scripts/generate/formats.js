// The text of this file goes into every generated module of validators, so that they import nothing.
export const formats = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  date(text) {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
    if (match === null) return false
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1]
  },
  'date-time'(text) {
    const match =
      /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i.exec(
        text,
      )
    return match !== null && formats.date(match[1])
  },
}
