// Papers are PDF: a hidden frame shows them to the printer of the machine.

export function printed(paper: ArrayBuffer): void {
  const address = URL.createObjectURL(new Blob([paper], { type: 'application/pdf' }));
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = address;
  frame.onload = () => {
    frame.contentWindow?.print();
    setTimeout(() => {
      frame.remove();
      URL.revokeObjectURL(address);
    }, 60_000);
  };
  document.body.append(frame);
}
