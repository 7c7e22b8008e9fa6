// The keys that every AWS client of the local system signs with; nothing outside this machine accepts them.
export const credentials = { accessKeyId: 'ringmaster', secretAccessKey: 'ringmaster-on-one-machine' } as const
