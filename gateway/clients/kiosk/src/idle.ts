// Nobody there: when the screen has not been touched for a while, whoever it was has gone.

export interface Idle {
  stop(): void;
}

export function whenIdle(screen: EventTarget, ms: () => number, gone: () => void): Idle {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      gone();
      touched();
    }, ms());
  };
  const signs = ['pointerdown', 'keydown', 'input'];
  for (const sign of signs) screen.addEventListener(sign, touched);
  touched();
  return {
    stop() {
      clearTimeout(timer);
      for (const sign of signs) screen.removeEventListener(sign, touched);
    },
  };
}
