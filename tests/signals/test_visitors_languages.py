"""German, Spanish, French and Portuguese, of which only some words are kept: schemes told in them, and their honest neighbours."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

FORM = '<form action="/senden" method="post"><input name="n"><input name="m" type="email"><button>OK</button></form>'
FOOTER = "<footer>Impressum: Musterstraße 12, 10115 Berlin. HRB 123456 B. Tel. 030 2093 1234</footer>"


def judged(lang: str, host: str, title: str, text: str, age: int = 900, look: str = "") -> Assessment:
    html = f'<html lang="{lang}"><title>{title}</title><body><h1>{title}</h1>{text}</body></html>'
    return assessed({"host": host, "html": html, "age_days": age, "mx": True, "look_differs": look})


def fires(row: Assessment) -> set[str]:
    return {c.reading.signal for c in row.contributions if c.log_odds > 0}


SCAMS = [
    ("pt", "encomenda-hoje.online", "Rastreamento", "content-parcel-fee",
     f"<p>Sua encomenda está retida na alfândega. Para liberar a entrega é preciso pagar a taxa aduaneira. Confirme seus dados.</p>{FORM}"),
    ("es", "envio-aduana.online", "Seguimiento", "content-parcel-fee",
     f"<p>Su paquete está retenido en aduana. Debe pagar los gastos de aduana. Confirme sus datos en 24 horas.</p>{FORM}"),
    ("fr", "suivi-livraison.online", "Suivi", "content-parcel-fee",
     f"<p>Votre colis en attente de livraison : frais de douane impayés. Confirmez vos coordonnées et réglez les frais.</p>{FORM}"),
    ("de", "sendung-jetzt.online", "Sendung", "content-parcel-fee",
     f"<p>Ihr Paket konnte nicht zugestellt werden: Zollgebühren offen. Bitte bestätigen Sie Ihre Daten.</p>{FORM}"),
    ("de", "tan-erneuern.online", "Anmelden", "content-account-lure",
     f"<p>Ihre pushTAN-Verbindung läuft am Freitag ab. Bitte bestätigen Sie Ihre Daten.</p>{FORM}"),
    ("es", "cuenta-segura.online", "Acceso", "content-account-lure",
     f"<p>Su cuenta ha sido bloqueada por actividad sospechosa. Confirme sus datos para volver a usarla.</p>{FORM}"),
    ("fr", "pret-simple.online", "Nos offres", "content-loan-upfront",
     f"<p>Prêt de 3 000 à 90 000 €. Les frais de dossier doivent être réglés avant le déblocage des fonds.</p>{FORM}"),
    ("fr", "pret-cartes.online", "Nos offres", "contact-giftcard",
     f"<p>Prêt rapide. Les frais de dossier se règlent par coupon Transcash.</p>{FORM}"),
    ("es", "fondo-semanal.online", "Planes", "content-plain-offer",
     f"<p>Inversión desde 50 USDT: 9% semanal. Inversión desde 500 USDT: 12% semanal. Retiros los lunes.</p>{FORM}"),
    ("pt", "fundo-diario.online", "Planos", "content-plain-offer",
     f"<p>Invista a partir de 100 USDT e receba 3% ao dia. Rendimento de 4% ao dia no plano ouro.</p>{FORM}"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "host", "title", "signal", "text"), SCAMS)
def test_a_scheme_is_found_in_the_languages_of_visitors(lang: str, host: str, title: str, signal: str, text: str) -> None:
    assert signal in fires(judged(lang, host, title, text, age=40))


HONEST = [
    ("de", "sparkasse-hohnsbeck.de", "Online-Banking - Sparkasse Hohnsbeck",
     '<p>Anmelden mit Anmeldename oder Legitimations-ID und PIN. Geben Sie Ihre PIN nie am Telefon weiter. Ihre pushTAN-Verbindung '
     'läuft am '
     'Ende des Jahres ab: erneuern Sie sie in der Filiale.</p><form action="/login" method="post"><label>Legitimations-ID<input name="u">'
     '</label><label>PIN<input name="pin" type="password"></label></form>' + FOOTER),
    ("de", "verbraucher-nord.de", "Phishing-Warnung: Ihre pushTAN läuft ab",
     "<p>Betrüger verschicken derzeit E-Mails: „Ihr Konto wurde vorübergehend eingeschränkt. Bitte bestätigen Sie Ihre Daten innerhalb "
     "von 24 "
     "Stunden.“ Klicken Sie nicht. Opfer von Betrug wenden sich an die Polizei.</p>" + FOOTER),
    ("de", "paket-auskunft.de", "Zoll und Pakete aus Drittländern",
     "<p>Ihr Paket kommt aus einem Drittland? Dann fallen Zollgebühren an. Der Zusteller zieht sie bei Übergabe ein; bezahlen Sie nie "
     "über einen "
     "Link in einer SMS. Konnte nicht zugestellt werden? Der nächste Zustellversuch folgt am Werktag darauf.</p>" + FOOTER),
    ("de", "kreditvergleich-elbe.de", "Kredit ohne Vorkosten",
     "<p>Wir vermitteln Darlehen ab 1.000 Euro. Es fallen keine Bearbeitungsgebühren und keine Vorkosten an, auch nicht vor der "
     "Auszahlung. "
     f"Ein Kredit ohne Schufa ist teuer: lassen Sie sich beraten.</p>{FORM}" + FOOTER),
    ("de", "brennholz-eifel.de", "Brennholz aus der Eifel",
     "<p>Buche 119 € je Raummeter, ab 5 Raummetern 3 % Rabatt. Lieferung frei Haus im Umkreis von 40 km. Neukunden beliefern wir nur "
     "per Vorkasse "
     "oder bei Abholung bar, Stammkunden auf Rechnung.</p>" + FOOTER),
    ("de", "anleger-lexikon.de", "Was bringt ein Sparplan?",
     "<p>Ein Fonds warf im Schnitt 7 % im Jahr ab. Wer 10 % pro Woche verspricht, ist ein Betrüger. Vorsicht vor Plattformen, die vor der "
     "Auszahlung eine Gebühr wollen.</p>" + FOOTER),
    ("fr", "courtier-credit-loire.fr", "Prêt personnel - Courtier Crédit Loire",
     "<p>Prêt de 3 000 à 75 000 €. Taux fixe. Frais de dossier : 1 % du montant, prélevés avec la première échéance. Aucun versement, "
     "de quelque "
     "nature que ce soit, ne peut être exigé d'un particulier avant l'obtention d'un ou plusieurs prêts d'argent. Un crédit vous engage "
     "et doit "
     f"être remboursé.</p>{FORM}<footer>ORIAS 12345678, 14 rue de la Paix, 44000 Nantes. Tél. 02 40 12 34 56</footer>"),
    ("fr", "association-surendettement.fr", "Interdit bancaire, fiché FICP : que faire ?",
     "<p>Vous êtes fiché FICP ou interdit bancaire ? Demandez le droit au compte à la Banque de France. Méfiez-vous des faux prêteurs : "
     "ils "
     "réclament des frais de dossier par coupon PCS ou Transcash avant le virement, et le prêt n'arrive jamais. C'est une "
     "escroquerie.</p>"),
    ("fr", "presse-limousin.fr", "Arnaque au prêt entre particuliers : une retraitée perd 4 000 €",
     "<p>« Prêt entre particuliers sérieux », promettait l'annonce. La victime a réglé des frais de notaire par mandat puis par "
     "coupons. Les "
     "gendarmes rappellent que personne ne doit payer avant le déblocage. Publié le 3 mars par notre rédaction.</p>"),
    ("fr", "douane-aide.fr", "Mon colis est en douane",
     "<p>Votre colis vient d'un pays tiers ? Les frais de douane se paient au transporteur à la livraison, jamais par un lien reçu par "
     "SMS. Pas "
     "de nouvelle livraison à programmer avant l'avis de passage.</p>"),
    ("fr", "tabac-du-port.fr", "Tabac du Port - services",
     "<p>Tickets Neosurf, recharge PCS, Transcash, timbres, Loto. Paiement par carte dès 5 €. Ouvert de 7 h à 20 h, 3 quai du Port, 56100 "
     "Lorient. Tél. 02 97 12 34 56. Ne donnez jamais vos codes à un inconnu.</p>"),
    ("fr", "caisse-mutuelle-arvor.fr", "Espace client - Caisse mutuelle d'Arvor",
     '<p>Connexion à votre espace client.</p><form action="/login" method="post"><label>Identifiant bancaire<input name="id"></label>'
     '<label>Mot de passe<input type="password" name="p"></label></form><footer>2 place de la Mairie, 56000 Vannes. RCS Vannes 123 456 '
     '789. '
     "Tél. 02 97 65 43 21</footer>"),
    ("es", "financiera-andina.com", "Préstamos personales - Financiera Andina",
     "<p>Préstamos desde 5.000 hasta 80.000 pesos, tasa 3,2% mensual, CAT 58% anual. No cobramos nada por adelantado: los gastos de "
     "tramitación "
     f"se descuentan del préstamo.</p>{FORM}<footer>Av. Reforma 222, Ciudad de México. Tel. 55 5123 4567. RFC FAN010203AB1</footer>"),
    ("es", "consumidores-sur.org", "Cuidado con los préstamos sin aval",
     "<p>Piden la fianza previa o gastos de tramitación por adelantado y el préstamo nunca llega: es una estafa. Denuncie en la "
     "comisaría. Otro "
     "fraude promete 10% semanal sin riesgo y luego pide un depósito de validación antes de retirar.</p>"),
    ("es", "aduana-facil.es", "Mi paquete está en aduana",
     "<p>Tu paquete procede de fuera de la UE. Los gastos de aduana se pagan al transportista en la entrega. No pagues por un enlace de "
     "un SMS. "
     "Si hubo un intento de entrega fallido, recógelo en la oficina con tu DNI.</p>"),
    ("es", "noticias-valle.com", "Caen tres por una falsa inversión con 2% diario",
     "<p>La policía detuvo a tres personas que prometían un rendimiento de 2% diario en USDT. Las víctimas no podían retirar fondos sin "
     "pagar un "
     "impuesto. Según el fiscal, el fraude suma 4 millones.</p>"),
    ("es", "casa-de-bolsa-norte.mx", "Fondos de inversión",
     "<p>Rendimiento 2025: 9,8% anual. Inversiones desde 1.000 pesos. Rendimientos pasados no garantizan ganancias. Retiros en 48 "
     "horas.</p>"
     f"{FORM}<footer>Autorizada por la CNBV. Calle Morelos 15, Monterrey. Tel. 81 8123 4567</footer>"),
    ("es", "banca-coop.es", "Banca en línea - Caja Rural del Ebro",
     '<form action="/login" method="post"><label>Usuario de banca<input name="u"></label><label>Clave<input type="password" '
     'name="p"></label>'
     "</form><p>Si su tarjeta ha sido bloqueada llame al 976 123 456. Plaza Mayor 3, 50001 Zaragoza. CIF F50123456</p>"),
    ("pt", "correio-da-serra.com.br", "Golpe da taxa: SMS finge ser dos Correios",
     "<p>A mensagem diz que a encomenda está retida na alfândega e pede para pagar a taxa via Pix. É golpe. Denuncie. Os Correios não "
     "pedem "
     "pagamento por SMS.</p>"),
    ("pt", "procon-vale.org.br", "Valores a receber: cuidado com golpes",
     "<p>O Banco Central não cobra nada para consultar valores esquecidos. Quem pede taxa antes do saque é golpista. Não informe sua "
     "senha. "
     "Desconfie de links.</p>"),
    ("pt", "loja-ceramica-minas.com.br", "Cerâmica de Minas - entrega e pagamento",
     "<p>Enviamos sua encomenda em 3 dias úteis com código de rastreamento. Após duas tentativas de entrega o pacote é devolvido ao "
     "remetente. "
     f"Pagamento via Pix com 5% de desconto.</p>{FORM}<footer>Rua das Flores 120, Ouro Preto MG. CNPJ 12.345.678/0001-90. Tel. (31) "
     "3551-1234"
     "</footer>"),
    ("pt", "coopcredito-sul.coop.br", "Empréstimo consignado",
     "<p>Empréstimo com juros de 1,9% ao mês, mesmo para negativados com desconto em folha. Não cobramos taxa de cadastro nem depósito "
     f"antecipado.</p>{FORM}<footer>Av. Ipiranga 900, Porto Alegre. CNPJ 98.765.432/0001-10. Tel. (51) 3211-4321</footer>"),
    ("pt", "educa-financas.com.br", "Quanto rende a poupança?",
     "<p>A poupança rende 0,5% ao mês; o rotativo do cartão cobra 15% ao mês de juros. Investir em CDB rende 110% do CDI. Lucro "
     "garantido de 3% "
     "ao dia é golpe.</p>"),
    ("pt", "jornal-do-cerrado.com.br", "Presos por falso investimento de 3% ao dia",
     "<p>A polícia prendeu quatro pessoas que prometiam rendimento de 3% ao dia em USDT. As vítimas não conseguiam sacar sem pagar taxa "
     "de saque. "
     "Segundo o delegado, o golpe somou R$ 8 milhões.</p>"),
    ("fr", "gazette-du-rhin.fr", "Faux placements à 2 % par jour : trois interpellés",
     "<p>Ils promettaient 2 % par jour en USDT. Les victimes ne pouvaient rien retirer. Trois hommes ont été interpellés et mis en "
     "examen pour "
     "escroquerie, selon le parquet.</p>"),
]  # fmt: skip


@pytest.mark.parametrize("age", [120, 2600])
@pytest.mark.parametrize(("lang", "host", "title", "text"), HONEST)
def test_their_honest_neighbours_stay_unsuspicious(lang: str, host: str, title: str, text: str, age: int) -> None:
    row = judged(lang, host, title, text, age=age)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank, (row.log_odds, sorted(fires(row)))


def test_their_words_are_no_part_of_the_weighed_page() -> None:
    said = "Seguimiento de compras de la tienda y horario de apertura de nuestra casa en la plaza mayor de la villa"
    plain, spoken = (
        judged("es", "tienda-villa.es", "Tienda", f"<p>{said}. {more}</p>") for more in ("", "Su paquete, su cuenta, préstamo.")
    )
    weighed = [[c.reading.value for c in row.contributions if c.reading.signal == "page-wording"] for row in (plain, spoken)]
    assert weighed[0] == weighed[1]


EVERYDAY = [
    ("es", "corre-mejor.es", "Mejora tu rendimiento", "<p>Aumenta el volumen un 10% semanal como máximo para mejorar el rendimiento.</p>"),
    ("pt", "corrida-certa.com.br", "Planilha de corrida", "<p>Aumente 10% por semana e melhore o rendimento. Investir em tênis ajuda.</p>"),
    ("es", "gallinas-felices.es", "Gallinas ponedoras", "<p>Postura de 92% diario. Rentabilidad de la granja con inversión baja.</p>"),
    ("es", "cemento-norte.mx", "Concreto", f"<p>Resistencia: 70% en 7 días. Rendimiento de 1 m³. Inversión segura.</p>{FORM}"),
    ("fr", "peinture-bretagne.fr", "Peinture", f"<p>Rendement 8 m²/L. Séchage 90 % en 24 heures. Investir en qualité.</p>{FORM}"),
    ("es", "bolsa-hoy.es", "El Ibex gana 3% semanal",
     f"<p>Ganancia de 3% en la semana, el mejor rendimiento del año; Bitcoin sube 12% semanal y 5% diario.</p>{FORM}"),
    ("pt", "bolsa-agora.com.br", "Ibovespa sobe",
     "<p>Investidor: alta de 2% no dia. Lucro caiu 5% em 90 dias. Bitcoin: 8% por semana.</p>"),
    ("pt", "simulador-facil.com.br", "Juros compostos",
     f"<p>Simule: investimento de R$ 1.000 a 1% ao mês ou 2% ao dia. Lucro total em 12 meses.</p>{FORM}"),
    ("es", "curso-negocios.es", "Calcula tu margen",
     "<p>Si vendes 100 € al día con ganancia del 30%, son 30 € diarios. Inversión desde 500 €, recuperas el 100% en 90 días.</p>"),
    ("es", "deposito-duero.es", "Depósito a plazo Duero",
     "<p>Rendimientos: desde 1.000 €: 2,1% a 90 días. Desde 5.000 €: 2,4% a 180 días. Desde 20.000 €: 2,6% a 360 días.</p>" + FORM),
    ("es", "diario-sol.pe", "Cae banda",
     "<p>Ofrecían 20% semanal de ganancia a quien quisiera invertir. La fiscalía investiga. Hay 300 afectados.</p>"),
    ("pt", "folha-do-vale.com.br", "Empresa sumiu",
     "<p>Rendimento de 3% ao dia, taxa de saque de 10%. Investidores não recebem desde maio.</p>"),
    ("fr", "echo-alpes.fr", "Placements",
     "<p>La société promettait 2 % par jour en USDT. Le parquet a ouvert une enquête. Cent plaignants.</p>"),
    ("es", "avisos-valores.es", "Advertencia",
     "<p>La entidad ofrece rentabilidad de 3% diario sin riesgo y no está registrada para la inversión.</p>"),
    ("pt", "alertas-valores.com.br", "Atuação irregular",
     "<p>Oferece rendimento de 3% ao dia e não está autorizada a captar investimentos.</p>"),
]  # fmt: skip


@pytest.mark.parametrize("age", [20, 1800])
@pytest.mark.parametrize(("lang", "host", "title", "text"), EVERYDAY)
def test_yield_of_hens_courses_of_shares_and_reports_promise_nothing(lang: str, host: str, title: str, text: str, age: int) -> None:
    row = judged(lang, host, title, text, age=age)
    assert not fires(row) & {"content-plain-offer", "content-guaranteed-return", "content-plan-table"}
    assert age < 365 or row.verdict.rank < Verdict.SUSPICIOUS.rank, (row.log_odds, sorted(fires(row)))


def test_their_short_words_do_nothing_inside_others_or_in_malay() -> None:
    offer = "Invest from $100 and get 5% daily profit at our {}. Withdraw every day."
    at_home, at_desk = (
        judged("en", "gain-house.online", "Gain", f"<p>{offer.format(at)}</p>{FORM}", age=40) for at in ("premises", "office")
    )
    assert "content-plain-offer" in fires(at_home) & fires(at_desk)  # "remise" is a discount
    this, so = (
        judged("ms", "labur-cepat.online", "Pelaburan", f"<p>Pelaburan {word} dijamin untung, pulangan {word} dijamin.</p>{FORM}", age=40)
        for word in ("nie", "ni")
    )
    assert this.log_odds == so.log_odds


PAPER = "<p>Ganancias de los fondos: el índice subió 6% semanal. {} Las inversiones en oro rinden 3% mensual.</p>"


@pytest.mark.parametrize(("said", "told"), [
    ("USDT cerró en 0,99.", False), ("Bitcoin y USDT suben.", False), ("Desde 50 USDT.", True), ("Haz tu primer depósito en USDT.", True),
])  # fmt: skip
def test_the_course_of_a_coin_is_paid_to_nobody(said: str, *, told: bool) -> None:
    row = judged("es", "informe-semanal.com", "Informe semanal", PAPER.format(said) + FORM)
    assert ("content-plain-offer" in fires(row)) is told
