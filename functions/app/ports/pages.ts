// How long lists are asked for and given.
export type Page<T> = { items: T[]; nextCursor: string | null }
export type PageRequest = { limit: number; cursor?: string | undefined }
