// Every item of a list that the API gives page by page.
type Page<T> = { items: T[]; nextCursor: string | null }

export const allOf = async <T>(page: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = []
  let cursor: string | null = null
  do {
    const { items: more, nextCursor }: Page<T> = await page(cursor ? { cursor } : {})
    items.push(...more)
    cursor = nextCursor
  } while (cursor)
  return items
}
