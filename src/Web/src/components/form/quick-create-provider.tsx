import { useCallback, useState, type ReactNode } from 'react';
import { QuickCreateContext, type QuickCreate } from '@/fields/quick-create';
import { useFormInfo } from '@/api/forms';
import { CreateDialog } from './create-dialog';

/** Lets the pickers of a form create what they did not find, in a dialog on top. */
export function QuickCreateProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<Parameters<QuickCreate>[0] | null>(null);
  const ask = useCallback<QuickCreate>((next) => setRequest(next), []);
  const titleKey = useFormInfo(request?.form ?? '')?.recordTitle ?? 'name';
  return (
    <QuickCreateContext value={ask}>
      {children}
      {request && (
        <CreateDialog
          form={request.form}
          preset={{ ...request.preset, ...(request.text ? { [titleKey]: request.text } : {}) }}
          onClose={() => setRequest(null)}
          onCreated={(record) => {
            request.done({ id: record.id, title: String(record[titleKey] ?? `#${record.id}`) });
            setRequest(null);
          }}
        />
      )}
    </QuickCreateContext>
  );
}
