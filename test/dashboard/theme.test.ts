import { expect, test } from 'vitest'
import css from '../../dashboard/theme.css?raw'

type Theme = 'light' | 'dark'
const THEMES: readonly Theme[] = ['light', 'dark']

/** Relative luminance (WCAG 2) of an OKLCH colour, through linear sRGB: https://bottosson.github.io/posts/oklab/ */
const luminance = (lightness: number, chroma: number, hue: number): number => {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const within = (value: number): number => Math.min(1, Math.max(0, value))
  const red = within(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = within(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = within(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const luminanceOf = (token: string, theme: Theme): number => {
  const both = new RegExp(`--color-${token}: light-dark\\(oklch\\(([^)]*)\\), oklch\\(([^)]*)\\)\\)`).exec(css)
  const [lightness, chroma, hue] = (both?.[theme === 'light' ? 1 : 2] ?? '').split(' ').map(Number)
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`theme.css has no colour ${token}.`)
  return luminance(lightness, chroma, hue)
}

const contrast = (one: string, other: string, theme: Theme): number => {
  const [a, b] = [luminanceOf(one, theme), luminanceOf(other, theme)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const TEXT = [
  ...['ink', 'soft', 'accent', 'failed'].flatMap((text) => ['page', 'card', 'sunk'].map((ground) => [text, ground] as const)),
  ['on-accent', 'accent'] as const,
]
const MARKS = ['human', 'voicemail', 'unreached', 'busy', 'failed', 'waiting', 'accent', 'edge'].map((mark) => [mark, 'card'] as const)

for (const theme of THEMES) {
  test.each(TEXT)(`%s on %s can be read as text in the ${theme} theme`, (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(MARKS)(`%s stands out from %s as a mark in the ${theme} theme`, (mark, ground) => {
    expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3)
  })
}
