/** Where anybody can have an address: it tells nothing about a company. */
const FREE_MAIL = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk yahoo.fr
  yahoo.de ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.de
  gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru zoho.com
  fastmail.com hey.com tutanota.com tuta.io posteo.de orange.fr free.fr laposte.net sfr.fr wanadoo.fr
  libero.it virgilio.it wp.pl o2.pl onet.pl interia.pl seznam.cz ziggo.nl kpnmail.nl telenet.be
  bluewin.ch qq.com 163.com 126.com sina.com naver.com hanmail.net daum.net rediffmail.com uol.com.br
  bol.com.br terra.com.br comcast.net verizon.net att.net sbcglobal.net btinternet.com sky.com`
    .split(/\s+/)
    .filter(Boolean),
);

export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain.toLowerCase());
}
