/** The frame is kept by a service worker, so that the app opens without the network. A new one waits to be asked in. */
import { registerSW } from "virtual:pwa-register";

import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";

export function installFrame(): void {
  const renew = registerSW({
    onNeedRefresh() {
      say(words("frame.new"), { action: { label: words("problem.reload"), run: () => void renew(true) }, seconds: 60 });
    },
  });
}
