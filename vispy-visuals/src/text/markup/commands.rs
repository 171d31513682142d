//! The commands of markup and what they stand for.

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// Stands for characters.
    Symbol(&'static str),
    /// Stands for an operator or a relation, apart from its operands.
    Operator(&'static str),
    /// Stands for a word, apart from what follows.
    Word(&'static str),
    /// Its group is markup as any other.
    Group,
    /// Its group is plain text.
    Text,
    /// Does nothing: what it asks for is so anyway.
    Nothing,
}

/// What a command of letters does, `None` for an unknown one.
pub(super) fn named(name: &str) -> Option<Command> {
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(known, _)| *known == name).map(|(_, characters)| *characters)
    };
    if let Some(symbol) = find(LETTERS).or_else(|| find(SYMBOLS)) {
        return Some(Command::Symbol(symbol));
    }
    if let Some(operator) = find(OPERATORS) {
        return Some(Command::Operator(operator));
    }
    if let Some(word) = WORDS.iter().find(|word| **word == name) {
        return Some(Command::Word(word));
    }
    match name {
        "mathrm" | "mathregular" | "mathdefault" | "mathit" | "mathbf" | "mathsf" | "mathtt"
        | "operatorname" => Some(Command::Group),
        "text" | "textrm" | "mbox" => Some(Command::Text),
        "left" | "right" | "rm" | "it" | "displaystyle" => Some(Command::Nothing),
        _ => None,
    }
}

/// What a command of one other character stands for, `None` for an unknown one.
pub(super) fn punctuation(character: char) -> Option<&'static str> {
    Some(match character {
        '{' => "{",
        '}' => "}",
        '%' => "%",
        '_' => "_",
        '#' => "#",
        '&' => "&",
        '$' => "$",
        '\\' => "\\",
        '|' => "‖",
        ' ' => " ",
        ',' => "\u{2009}",
        ':' => "\u{2005}",
        ';' => "\u{2004}",
        '!' => "",
        _ => return None,
    })
}

const LETTERS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ϵ"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("omicron", "ο"),
    ("pi", "π"),
    ("varpi", "ϖ"),
    ("rho", "ρ"),
    ("varrho", "ϱ"),
    ("sigma", "σ"),
    ("varsigma", "ς"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "ϕ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Alpha", "Α"),
    ("Beta", "Β"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Epsilon", "Ε"),
    ("Zeta", "Ζ"),
    ("Eta", "Η"),
    ("Theta", "Θ"),
    ("Iota", "Ι"),
    ("Kappa", "Κ"),
    ("Lambda", "Λ"),
    ("Mu", "Μ"),
    ("Nu", "Ν"),
    ("Xi", "Ξ"),
    ("Omicron", "Ο"),
    ("Pi", "Π"),
    ("Rho", "Ρ"),
    ("Sigma", "Σ"),
    ("Tau", "Τ"),
    ("Upsilon", "Υ"),
    ("Phi", "Φ"),
    ("Chi", "Χ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
];

const SYMBOLS: &[(&str, &str)] = &[
    ("AA", "Å"),
    ("aa", "å"),
    ("ell", "ℓ"),
    ("hbar", "ℏ"),
    ("Re", "ℜ"),
    ("Im", "ℑ"),
    ("degree", "°"),
    ("circ", "∘"),
    ("infty", "∞"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("int", "∫"),
    ("oint", "∮"),
    ("sqrt", "√"),
    ("prime", "′"),
    ("ldots", "…"),
    ("dots", "…"),
    ("cdots", "⋯"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("emptyset", "∅"),
    ("angle", "∠"),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("lfloor", "⌊"),
    ("rfloor", "⌋"),
    ("lceil", "⌈"),
    ("rceil", "⌉"),
    ("odot", "⊙"),
    ("star", "⋆"),
    ("dagger", "†"),
    ("permil", "‰"),
    ("backslash", "\\"),
    ("quad", "\u{2003}"),
    ("qquad", "\u{2003}\u{2003}"),
];

const OPERATORS: &[(&str, &str)] = &[
    ("times", "×"),
    ("cdot", "·"),
    ("pm", "±"),
    ("mp", "∓"),
    ("div", "÷"),
    ("ast", "∗"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("ll", "≪"),
    ("gg", "≫"),
    ("approx", "≈"),
    ("sim", "∼"),
    ("simeq", "≃"),
    ("cong", "≅"),
    ("equiv", "≡"),
    ("propto", "∝"),
    ("in", "∈"),
    ("notin", "∉"),
    ("subset", "⊂"),
    ("supset", "⊃"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("parallel", "∥"),
    ("perp", "⊥"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("leftarrow", "←"),
    ("uparrow", "↑"),
    ("downarrow", "↓"),
    ("leftrightarrow", "↔"),
    ("Rightarrow", "⇒"),
    ("Leftarrow", "⇐"),
    ("Leftrightarrow", "⇔"),
    ("mapsto", "↦"),
];

const WORDS: &[&str] = &[
    "sin", "cos", "tan", "cot", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "log", "ln", "lg",
    "exp", "max", "min", "sup", "inf", "lim", "arg", "det", "dim", "deg", "gcd", "ker",
];
