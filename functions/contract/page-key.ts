// Which file of the built page an address stands for, wherever it is served from.

/** CloudFront runs it as its own text: it may use nothing but what stands in it. Addresses without a file's ending are the page's own affair. */
export const pageKey = (address: string): string => {
  if (address === '/api/docs' || address === '/api/docs/') return '/api/docs/index.html'
  const name = address.slice(address.lastIndexOf('/') + 1)
  if (name.includes('.')) return address
  // Each of these holds the same page, and what is seen of it before its script runs.
  if (name === 'wall') return '/wall.html'
  if (/^\/campaigns\/cmp_[^/]+$/.test(address)) return '/campaign.html'
  return address === '/' ? '/index.html' : '/page.html'
}
