// A line as long as its share of the room. It grows by being scaled: its length would be laid out anew in each frame.
type Props = {
  /** From 0 to 1. */
  share: number
  mark: string
}

export const Bar = ({ share, mark }: Props) => (
  <span
    data-mark
    className={`block h-full origin-left transition-transform duration-300 ease-out ${mark}`}
    style={{ transform: `scaleX(${Math.min(1, share)})` }}
  />
)
