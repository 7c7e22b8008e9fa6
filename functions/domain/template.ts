// `{{name}}` in the words of a campaign.

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g

/** The variables that the texts refer to, each once. */
export const variablesIn = (...texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))),
]
