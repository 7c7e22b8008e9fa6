// Secrets Manager's GetSecretValue over the secrets of this machine.
import * as z from 'zod/mini'
import { SomeText } from '#contract/parts.ts'
import { AwsError, type AwsOperation, parseAwsInput } from './aws-json.ts'

const GetSecretValue = z.strictObject({ SecretId: SomeText, VersionStage: z.optional(z.literal('AWSCURRENT')) })

/** A whole ARN ends with six characters that Secrets Manager adds to the name; a partial one does not. */
const SECRET_ARN = /^arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:(.+)$/
const SUFFIX = /-\w{6}$/

/** Secrets by name; a value is the text that the functions read. */
export const secretsOperations = (secrets: Record<string, string>): Record<'GetSecretValue', AwsOperation> => {
  const find = (id: string): string | undefined => {
    const name = SECRET_ARN.exec(id)?.[1]
    const candidates = name === undefined ? [id] : [name, name.replace(SUFFIX, '')]
    return candidates.find((candidate) => Object.hasOwn(secrets, candidate))
  }
  const getSecretValue: AwsOperation = async (input) => {
    const { SecretId: id } = parseAwsInput(GetSecretValue, input)
    const name = find(id)
    if (name === undefined) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    return {
      ARN: SECRET_ARN.test(id) ? id : `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}`,
      Name: name,
      SecretString: secrets[name],
      VersionStages: ['AWSCURRENT'],
    }
  }
  return { GetSecretValue: getSecretValue }
}
