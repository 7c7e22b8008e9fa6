// The names of columns as they are compared.

/** Capitals, spaces, signs and accents make no difference. */
export const fold = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
