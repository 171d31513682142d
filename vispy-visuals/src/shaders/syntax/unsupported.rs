//! Words for types that GLSL of both dialects does not have, and what to write instead.

/// Types of desktop GLSL 3.30 that GLSL ES 3.00 lacks, each with its replacement.
const DESKTOP_ONLY: [(&str, &str); 5] = [
    ("sampler1D", "a `sampler2D` with one row"),
    ("sampler1DArray", "a `sampler2D` with a row for each layer"),
    ("sampler2DRect", "a `sampler2D` and `texelFetch`"),
    ("samplerBuffer", "a `sampler2D` and `texelFetch`, with several rows of texels"),
    ("sampler2DMS", "a `sampler2D`, into which the samples were resolved"),
];

/// Returns what to write instead of a word that GLSL reserves for a type that the dialects lack, `None` for any other
/// word. With `desktop`, what GLSL 3.30 alone has is fine.
pub(super) fn reserved(word: &str, desktop: bool) -> Option<String> {
    let integer =
        word.strip_prefix(['i', 'u']).filter(|rest| rest.starts_with("image") || rest.starts_with("sampler"));
    let base = integer.unwrap_or(word);
    let base = base.trim_end_matches("Shadow");
    let known =
        DESKTOP_ONLY.iter().find(|(name, _)| base.trim_end_matches("Array") == *name || base == *name);
    if let Some((_, instead)) = known {
        return (!desktop).then(|| format!("OpenGL ES and WebGL lack it: use {instead}"));
    }
    if let Some(rest) = word.strip_prefix("dvec").or_else(|| word.strip_prefix("dmat"))
        && rest.chars().all(|c| c.is_ascii_digit() || c == 'x')
        && !rest.is_empty()
    {
        return Some(format!("shaders compute in single precision: write `{}`", &word[1..]));
    }
    match word {
        "double" => Some("shaders compute in single precision: write `float`".to_owned()),
        "half" | "fixed" => Some(format!("write `mediump float`, or `float`, instead of `{word}`")),
        "long" | "short" => Some("integers have 32 bits: write `int`".to_owned()),
        "unsigned" => Some("write `uint`".to_owned()),
        "atomic_uint" => {
            Some("counters are not in these versions: count on the CPU, or by blending".to_owned())
        }
        _ if is_image(base) => {
            Some("shaders of these versions only read: use a sampler and `texelFetch`".to_owned())
        }
        _ => None,
    }
}

/// Returns what to write instead of a word of GLSL 1 that later versions lack; with `desktop`, what GLSL 3.30 still
/// knows is fine.
pub(super) fn old(word: &str, desktop: bool) -> Option<String> {
    Some(match word {
        "attribute" | "varying" | "gl_FragColor" | "gl_FragData" if desktop => return None,
        "attribute" => "write `in`, in the vertex stage".to_owned(),
        "varying" => "write `out` in the vertex stage and `in` in the fragment stage".to_owned(),
        "gl_FragColor" | "gl_FragData" => "declare `out vec4 frag_color;` and assign to it".to_owned(),
        "texture2D" | "texture3D" | "textureCube" => {
            "write `texture(...)`: the sampler's type says which".to_owned()
        }
        "texture2DProj" => "write `textureProj(...)`".to_owned(),
        "texture2DLod" | "textureCubeLod" | "texture2DLodEXT" => "write `textureLod(...)`".to_owned(),
        "texture1D" => "use a `sampler2D` with one row, and `texture(...)`".to_owned(),
        "gl_Vertex" | "gl_Normal" | "gl_Color" | "gl_MultiTexCoord0" => {
            "declare an attribute: `in vec4 a_position;`".to_owned()
        }
        "gl_ModelViewProjectionMatrix" | "gl_ModelViewMatrix" | "gl_ProjectionMatrix" | "gl_NormalMatrix" => {
            "declare a uniform: `uniform mat4 u_matrix;`".to_owned()
        }
        "ftransform" => "write `u_matrix * a_position`".to_owned(),
        _ => return None,
    })
}

fn is_image(word: &str) -> bool {
    let kinds = [
        "1D",
        "2D",
        "3D",
        "Cube",
        "2DRect",
        "Buffer",
        "1DArray",
        "2DArray",
        "2DMS",
        "2DMSArray",
        "CubeArray",
    ];
    word.strip_prefix("image").is_some_and(|kind| kinds.contains(&kind))
}

/// Returns GLSL's word for a type of another shading language.
pub(super) fn foreign(word: &str) -> Option<String> {
    const SCALARS: [(&str, &str); 4] = [("float", ""), ("int", "i"), ("uint", "u"), ("bool", "b")];
    // HLSL: float3, int2, float4x4.
    for (scalar, prefix) in SCALARS {
        match word.strip_prefix(scalar).map(str::as_bytes) {
            Some([n @ b'2'..=b'4']) => return Some(format!("{prefix}vec{}", char::from(*n))),
            Some([rows @ b'2'..=b'4', b'x', columns @ b'2'..=b'4']) if scalar == "float" => {
                let (rows, columns) = (char::from(*rows), char::from(*columns));
                return Some(if rows == columns {
                    format!("mat{rows}")
                } else {
                    format!("mat{columns}x{rows}")
                });
            }
            _ => {}
        }
    }
    // WGSL: vec3f, f32.
    let wgsl = [("f32", "float"), ("i32", "int"), ("u32", "uint"), ("f16", "float"), ("f64", "float")];
    if let Some((_, name)) = wgsl.iter().find(|(known, _)| *known == word) {
        return Some((*name).to_owned());
    }
    match word.strip_prefix("vec").map(str::as_bytes) {
        Some([n @ b'2'..=b'4', b'f' | b'h']) => Some(format!("vec{}", char::from(*n))),
        Some([n @ b'2'..=b'4', b'i']) => Some(format!("ivec{}", char::from(*n))),
        Some([n @ b'2'..=b'4', b'u']) => Some(format!("uvec{}", char::from(*n))),
        _ => match word {
            "Texture2D" | "texture_2d" => Some("sampler2D".to_owned()),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_dialects_have_is_never_refused() {
        use crate::shaders::GlslType;

        for word in
            ["float", "vec4", "mat4x3", "sampler2D", "isampler3D", "usampler2DArray", "sampler2DArrayShadow"]
        {
            assert_eq!(reserved(word, false), None, "{word}");
            assert!(foreign(word).is_none(), "{word}");
        }
        for word in
            ["image", "imageSize", "index", "double_of", "dvec", "unsigned_value", "sampler1", "iimage"]
        {
            assert_eq!(reserved(word, false), None, "{word}");
        }
        assert!(GlslType::from_name("float").is_some());
    }

    #[test]
    fn each_refused_word_has_a_replacement() {
        for word in [
            "double",
            "dvec3",
            "dmat4x2",
            "sampler1D",
            "usampler1DArray",
            "sampler1DArrayShadow",
            "image2D",
            "uimage2DMS",
        ] {
            assert!(reserved(word, false).is_some(), "{word}");
        }
        assert_eq!(reserved("sampler1D", true), None, "GLSL 3.30 has it");
        assert_eq!(reserved("samplerBuffer", true), None, "GLSL 3.30 has it");
        assert!(reserved("image2D", true).is_some());
        let pairs = [("float3", "vec3"), ("float4x4", "mat4"), ("float3x4", "mat4x3"), ("uint2", "uvec2")];
        for (word, expected) in
            pairs.into_iter().chain([("vec3f", "vec3"), ("f32", "float"), ("vec2u", "uvec2")])
        {
            assert_eq!(foreign(word).as_deref(), Some(expected));
        }
    }
}
