// The way on in a list that is read page by page; nothing where it ends.
import { Button } from './button.tsx'

type Props = { label: string; hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }

export const More = ({ label, hasNextPage, isFetchingNextPage, fetchNextPage }: Props) =>
  hasNextPage ? (
    <div className="flex justify-center border-t border-line p-3">
      <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? 'Reading…' : label}
      </Button>
    </div>
  ) : null
