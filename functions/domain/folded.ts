/** As it is compared with what people search for: without capitals, and in one of the ways in which a letter can be written. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()
