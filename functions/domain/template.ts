// `{{name}}` in the words of a campaign.

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g

/** The variables that the texts refer to, each once. */
export const variablesIn = (...texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))),
]

/** What a contact's words are filled with: the columns of its row, and its name, which wins over a column of that name. */
export const valuesOf = ({
  name,
  variables,
}: {
  name?: string | undefined
  variables: Readonly<Record<string, string>>
}): Record<string, string> => ({ ...variables, ...(name ? { name } : {}) })

/** A variable that has no value is spoken as nothing. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string => {
  const known = new Map(Object.entries(values))
  return text.replace(PLACEHOLDER, (_, name: string) => known.get(name) ?? '')
}
