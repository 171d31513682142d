//! The shaped texts of the last frames, found by string and style without allocating.

use std::{collections::HashMap, mem, sync::Arc};

use super::{
    anchor::HAlign,
    shaped::ShapedText,
    style::{FontFamily, FontWeight, TextStyle},
};

/// How many glyphs one generation holds before it becomes the old one: about 2 MB.
const GENERATION_GLYPHS: usize = 1 << 17;
/// What an entry costs beside its glyphs, in glyphs.
const ENTRY_GLYPHS: usize = 8;

type Texts = HashMap<StyleKey, HashMap<Box<str>, Arc<ShapedText>>>;

/// Two generations of shaped texts: a text that is asked for moves to the young one; when that is full it becomes
/// the old one, and the former old one, which nobody asked for meanwhile, is dropped.
#[derive(Debug, Default)]
pub(super) struct ShapeCache {
    young: Texts,
    old: Texts,
    young_glyphs: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct StyleKey {
    size_bits: u32,
    line_height_bits: u32,
    weight: FontWeight,
    family: FontFamily,
    align: HAlign,
}

impl From<&TextStyle> for StyleKey {
    fn from(style: &TextStyle) -> Self {
        Self {
            size_bits: style.size_px.to_bits(),
            line_height_bits: style.line_height.to_bits(),
            weight: style.weight,
            family: style.family,
            align: style.align,
        }
    }
}

impl ShapeCache {
    pub(super) fn get(&mut self, text: &str, style: &TextStyle) -> Option<Arc<ShapedText>> {
        let key = StyleKey::from(style);
        if let Some(shaped) = self.young.get(&key).and_then(|texts| texts.get(text)) {
            return Some(Arc::clone(shaped));
        }
        let (text, shaped) = self.old.get_mut(&key)?.remove_entry(text)?;
        self.put(key, text, &shaped);
        Some(shaped)
    }

    pub(super) fn insert(&mut self, text: &str, style: &TextStyle, shaped: &Arc<ShapedText>) {
        self.put(StyleKey::from(style), text.into(), shaped);
    }

    fn put(&mut self, key: StyleKey, text: Box<str>, shaped: &Arc<ShapedText>) {
        if self.young_glyphs >= GENERATION_GLYPHS {
            self.old = mem::take(&mut self.young);
            self.young_glyphs = 0;
        }
        self.young_glyphs += shaped.glyphs.len() + ENTRY_GLYPHS;
        self.young.entry(key).or_default().insert(text, Arc::clone(shaped));
    }
}
