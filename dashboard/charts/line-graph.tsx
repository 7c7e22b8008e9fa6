// Thin lines on one scale, without a grid; marks where something was done meanwhile.

/** Of the picture's own coordinates, in which marks are given. */
export const WIDTH = 480
const HEIGHT = 64
const pathOf = (values: readonly number[], most: number): string =>
  values
    .map((value, i) => {
      const x = ((i + 0.5) / values.length) * WIDTH
      const y = HEIGHT - (value / most) * (HEIGHT - 2) - 1
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')

type Line = { name: string; values: readonly number[]; stroke: string }

type GraphProps = { label: string; lines: readonly Line[]; most: number; marks: readonly number[]; cap?: number }

export const LineGraph = ({ label, lines, most, marks, cap }: GraphProps) => (
  <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label} className="block h-16 w-full">
    <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line" vectorEffect="non-scaling-stroke" />
    {cap === undefined ? null : (
      <line
        x1={0}
        x2={WIDTH}
        y1={HEIGHT - (cap / most) * (HEIGHT - 2) - 1}
        y2={HEIGHT - (cap / most) * (HEIGHT - 2) - 1}
        className="stroke-edge"
        strokeDasharray="3 3"
        vectorEffect="non-scaling-stroke"
      />
    )}
    {[...new Set(marks)].map((x) => (
      <line key={x} x1={x} x2={x} y1={0} y2={HEIGHT} className="stroke-edge" strokeDasharray="1 3" vectorEffect="non-scaling-stroke" />
    ))}
    {lines.map(({ name, values, stroke }) => (
      <path key={name} d={pathOf(values, most)} fill="none" className={stroke} strokeWidth={1.75} vectorEffect="non-scaling-stroke" />
    ))}
  </svg>
)
