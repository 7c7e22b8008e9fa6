// The keys by which programs use the API.
import { AddKey } from '../features/keys/add-key.tsx'
import { KeyList } from '../features/keys/key-list.tsx'
import { Allowed } from '../ui/allowed.tsx'
import { PanelLoading } from '../ui/panel-loading.tsx'

export const KeysPage = () => (
  <div className="flex flex-col gap-4">
    <title>API keys · Ringmaster</title>
    <header>
      <h1 className="text-20 font-title">API keys</h1>
      <p className="text-soft">How programs get in. Each is shown once, when it is made, and refused from the moment it is revoked.</p>
    </header>
    <Allowed
      to="listKeys"
      keeps={<PanelLoading />}
      otherwise={
        <p className="rounded-8 border border-line bg-card px-4 py-12 text-center text-soft">
          Keys are made, rotated and revoked by admins. Ask one of them for a key of your own.
        </p>
      }
    >
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <KeyList />
        <AddKey />
      </div>
    </Allowed>
  </div>
)
