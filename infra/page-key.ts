// Which file of the built page an address stands for.

/** CloudFront runs it as its own text: it may use nothing but what stands in it. Addresses without a file's ending are the page's own affair. */
export const pageKey = (address: string): string => {
  if (address === '/api/docs' || address === '/api/docs/') return '/api/docs/index.html'
  const name = address.slice(address.lastIndexOf('/') + 1)
  return name.includes('.') ? address : '/index.html'
}
