"""What is known of the weights of host names before they are fitted: prior means in nats, and how strongly each holds."""

# Whose name it is, where it stands, and below what kind of suffix -> nats. The log-ratio of the shares of such names among scams and honest
# names, tempered. The prior is strong, since for names that stand on the lists the pieces of spelling take what is the organisation's.
STANDING_NATS = {
    "money itself classic": 1.4, "money itself country": 0.3, "money itself new": 1.5,
    "money apart classic": 2.4, "money apart country": 2.2, "money apart new": 2.4,
    "money glued classic": 1.5, "money glued country": 0.8, "money glued new": 2.4,
    "money left classic": 2.2, "money left country": 2.0, "money left new": 2.4,
    "office itself classic": 0.8, "office itself country": 0.3, "office itself new": 1.2,
    "office apart classic": 2.2, "office apart country": 1.2, "office apart new": 2.2,
    "office glued classic": 1.0, "office glued country": 0.3, "office glued new": 1.5,
    "office left classic": 1.4, "office left country": 1.2, "office left new": 2.0,
    "other itself classic": 1.2, "other itself country": 0.3, "other itself new": 1.3,
    "other apart classic": 1.9, "other apart country": 1.2, "other apart new": 2.2,
    "other glued classic": 1.4, "other glued country": 0.6, "other glued new": 1.8,
    "other left classic": 1.2, "other left country": 1.6, "other left new": 1.2,
}  # fmt: skip
# Nats of the catalogue as prior means of the binary signals, and the strength of the prior in pseudo-rows.
PRIORS: dict[str, tuple[float, float]] = {
    "name-token-strong|yes": (3.2, 200), "name-token-medium|yes": (1.1, 200), "name-brand-plus-action|yes": (1.6, 100),
    "name-official-suffix-decoy|yes": (3.0, 100), "name-official-suffix-decoy|gov": (1.5, 30), "name-idn-mixed-script|yes": (2.3, 100),
    "name-digits-3plus|yes": (0.5, 20), "name-lucky-number|yes": (0.4, 1000), "name-short-alnum-brand|yes": (0.5, 1000),
    "name-numeric-only|yes": (0.4, 1000), "name-trade-token|yes": (0.7, 50), "name-helpline-token|yes": (1.6, 100),
    **{f"name-brand-embedded|{standing}": (nats, 300) for standing, nats in STANDING_NATS.items()},
    "name-brand-lookalike|shape": (2.4, 30),
    "name-brand-lookalike|slip, old": (2.0, 30), "name-brand-lookalike|slip, new": (2.4, 300), "name-brand-lookalike|slip, office": (0.8, 300),
    **{f"name-brand-lookalike|{slips}, {of}": (1.2, 30) for slips in ("two slips", "three slips") for of in ("old", "new", "office")},
}  # fmt: skip
