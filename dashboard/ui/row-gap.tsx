// Keeps the place of table rows that are left out because they are not in sight.
export const RowGap = ({ px, columns }: { px: number; columns: number }) =>
  px === 0 ? null : (
    <tr className="max-phone:block">
      <td colSpan={columns} className="p-0 max-phone:block" style={{ height: px }} />
    </tr>
  )
