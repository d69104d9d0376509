import { renderSVG } from 'uqr';
import { el, quiet } from '../elements.js';

/** The code a person scans with the mini-program to let this kiosk act for them. */
export function scanning(code: string): Node[] {
  const picture = el('div', { class: 'code', 'data-code': code });
  picture.innerHTML = renderSVG(code); // drawn here from 32 hexadecimal digits
  return [
    el('h2', {}, '请用手机小程序扫码登录'),
    picture,
    quiet('请在一分钟内扫码。登录后无人操作将自动退出，不保留您的任何信息。'),
  ];
}
