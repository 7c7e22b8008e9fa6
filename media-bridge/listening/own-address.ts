// Where other tasks of the bridge reach this one: inside the network, as ECS tells it. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-response.html
import * as z from 'zod/mini'

const DEADLINE_MS = 2_000

const Metadata = z.object({ Networks: z.array(z.object({ IPv4Addresses: z.array(z.ipv4()).check(z.minLength(1)) })).check(z.minLength(1)) })

export const ownAddress = async ({ metadataUri, port }: { metadataUri: string; port: number }): Promise<string> => {
  const response = await fetch(metadataUri, { signal: AbortSignal.timeout(DEADLINE_MS) })
  if (!response.ok) throw new Error(`ECS does not tell this task's address: HTTP ${response.status}`)
  const { Networks } = Metadata.parse(await response.json())
  const [address] = Networks.flatMap(({ IPv4Addresses }) => IPv4Addresses)
  return `http://${address}:${port}`
}
