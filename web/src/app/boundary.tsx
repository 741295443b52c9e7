/** A page that breaks says so, and the rest of the app goes on. */
import { Component, type ReactNode } from "react";

import { words } from "@/base/words";

export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div role="alert" className="mx-auto max-w-md p-10 text-center">
        <p>{words("problem.page")}</p>
        <button className="mt-4 rounded-xl bg-wash px-4 py-2 hover:bg-line" onClick={() => location.reload()}>
          {words("problem.reload")}
        </button>
      </div>
    );
  }
}
