// Keeps dynoxide's stream records quick to write: it keeps them without an index, so each write reads all earlier ones.
import { DatabaseSync } from 'node:sqlite'
import { type Position, readPositions } from '../streams/positions.ts'

const COLUMNS = ['table_name', 'shard_id', 'sequence_number']

/** Both queries that dynoxide makes at each write and each GetRecords: the highest number of a table, the next records of a shard. */
const INDEXES = `
  CREATE INDEX IF NOT EXISTS ringmaster_stream_numbers ON _stream_records(table_name, CAST(sequence_number AS INTEGER));
  CREATE INDEX IF NOT EXISTS ringmaster_stream_shards ON _stream_records(table_name, shard_id, CAST(sequence_number AS INTEGER));
`

/** What every reader has read; dynoxide numbers on from the highest record, so the last one read stays. */
const READ_RECORDS = `
  DELETE FROM _stream_records
  WHERE table_name = (SELECT table_name FROM _tables WHERE stream_label = ?) AND CAST(sequence_number AS INTEGER) < ?
`

const lowestByStream = (positions: Position[]): Map<string, number> => {
  const lowest = new Map<string, number>()
  for (const { streamArn, sequenceNumber } of positions) {
    lowest.set(streamArn, Math.min(lowest.get(streamArn) ?? Number.POSITIVE_INFINITY, Number(sequenceNumber)))
  }
  return lowest
}

/** To be called before anybody uses the database: it is safe beside the server, but writers would wait for it. */
export const speedUpStreams = ({ file, dataDir, log }: { file: string; dataDir: string; log: (line: string) => void }): void => {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  try {
    const columns = database.prepare("SELECT name FROM pragma_table_info('_stream_records')").all()
    const names = new Set(columns.map((column) => column.name))
    if (!COLUMNS.every((column) => names.has(column))) {
      log('The database keeps its stream records in a way that is not known here: no index was made, long campaigns may become slow.')
      return
    }
    database.exec(INDEXES)
    const trim = database.prepare(READ_RECORDS)
    for (const [streamArn, sequenceNumber] of lowestByStream(readPositions(dataDir))) {
      trim.run(streamArn.slice(streamArn.lastIndexOf('/') + 1), sequenceNumber)
    }
  } finally {
    database.close()
  }
}
