/** The formats the documents use. Dates must exist on the calendar; UUIDs may be of any version. */
export declare const formats: Readonly<Record<string, RegExp | ((text: string) => boolean)>>
