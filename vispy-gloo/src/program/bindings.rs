//! The values that one `Program` draws with.

use std::sync::Arc;

use super::interface::element;
use super::name_key::NameKey;
use super::{Interface, UniformValue};
use crate::buffer::{
    BufferShared, IndexBuffer, IndexType, UniformBuffer, VertexAttribute, VertexBuffer, VertexFormat,
};
use crate::command::{AttributeBinding, Command, ObjectKind};
use crate::id::ObjectId;
use crate::object::{Home, Object};
use crate::texture::Texture;

/// Name and value of a uniform.
#[derive(Debug)]
#[repr(C)]
pub(crate) struct Uniform {
    key: NameKey,
    pub(crate) name: Arc<str>,
    pub(crate) value: UniformValue,
}

impl Uniform {
    /// Whether it has a name, whose key that is.
    #[inline(always)]
    fn is_named(&self, key: NameKey, name: &str) -> bool {
        self.key == key && (key.is_whole() || *self.name == *name)
    }
}

/// Uniforms, textures and buffers of one program. They lie in memory as they stand here: what each draw looks at comes first,
/// in few cache lines.
#[derive(Debug)]
#[repr(C)]
pub(crate) struct Bindings {
    uniforms: Vec<Uniform>,
    /// The uniforms that were set since a context looked, a bit each; all bits where one does not tell.
    unsent: u64,
    /// Tells these values from those of every other program.
    id: u64,
    /// Values were set since they were last checked against the interface.
    pub(crate) unchecked: bool,
    /// Textures took the places of others since they were last checked against the context.
    pub(crate) has_new_textures: bool,
    /// What is known to be all right, until something is set or begins to wait.
    ready: Option<Ready>,
    indices: Option<(Arc<BufferShared>, IndexType)>,
    textures: Vec<(Arc<str>, Texture)>,
    blocks: Vec<(Arc<str>, UniformBuffer)>,
    attributes: Vec<Bound>,
    /// The vertex arrays, one for each context that draws with these values.
    vertex_arrays: Vec<Array>,
    /// How often attributes or indices were changed.
    changes: u64,
}

/// A vertex array of one context.
#[derive(Debug)]
struct Array {
    object: Arc<Object>,
    home: Arc<Home>,
    /// The changes of the bindings that it was last told.
    changes: u64,
}

/// A draw that was prepared: the same needs nothing but its uniforms.
#[derive(Debug, Clone)]
struct Ready {
    /// Tells the context from others. Kept, so that no other gets its address.
    home: Arc<Home>,
    /// Count of all that began to wait before.
    changes: u64,
    /// How many vertices (or indices) and instances the buffers hold.
    vertices: u64,
    instances: u64,
    /// The program and the vertex array.
    drawn: (ObjectId, Option<ObjectId>),
}

#[derive(Debug)]
struct Bound {
    buffer: Arc<BufferShared>,
    binding: AttributeBinding,
    /// A field of a struct that the program need not use.
    optional: bool,
}

impl Bindings {
    pub(crate) fn new() -> Self {
        Self {
            uniforms: Vec::new(),
            textures: Vec::new(),
            blocks: Vec::new(),
            attributes: Vec::new(),
            indices: None,
            vertex_arrays: Vec::new(),
            changes: 1,
            ready: None,
            id: ObjectId::next().0,
            unsent: u64::MAX,
            unchecked: true,
            has_new_textures: false,
        }
    }

    /// Tells these values from those of every other program.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// The first uniform that was set since a context looked, with its index; `None` where one does not tell.
    #[inline(always)]
    pub(crate) fn first_unsent(&self) -> Option<(usize, &Uniform)> {
        if matches!(self.unsent, 0 | u64::MAX) {
            return None;
        }
        let index = self.unsent.trailing_zeros() as usize;
        self.uniforms.get(index).map(|uniform| (index, uniform))
    }

    /// Takes note that a context has looked at the first one.
    #[inline(always)]
    pub(crate) fn first_is_sent(&mut self) {
        self.unsent &= self.unsent.wrapping_sub(1);
    }

    /// Whether contexts have looked at all.
    #[inline(always)]
    pub(crate) fn all_are_sent(&self) -> bool {
        self.unsent == 0
    }

    /// Which uniforms were set since the last call: `None` is any, and textures and blocks too.
    pub(crate) fn take_unsent(&mut self) -> Option<u64> {
        let unsent = std::mem::take(&mut self.unsent);
        (unsent != u64::MAX).then_some(unsent)
    }

    /// The uniforms whose bits are set, with their indices.
    pub(crate) fn uniforms_of(&self, mut bits: u64) -> impl Iterator<Item = (usize, &Uniform)> {
        std::iter::from_fn(move || {
            let index = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            self.uniforms.get(index).map(|uniform| (index, uniform))
        })
    }

    /// Sets a uniform whose value was checked before to another of the same type; whether it is one.
    #[inline(always)]
    pub(crate) fn set_known_uniform(&mut self, name: &str, value: &UniformValue) -> bool {
        if self.unchecked || value.is_array() {
            return false;
        }
        let key = NameKey::new(name);
        let known = self.uniforms.iter_mut().enumerate().find(|(_, known)| known.is_named(key, name));
        let Some((index, Uniform { value: known, .. })) = known else { return false };
        if std::mem::discriminant(known) != std::mem::discriminant(value) {
            return false;
        }
        if known.replace_plain(value) {
            self.unsent |= if index < 63 { 1 << index } else { u64::MAX };
        }
        true
    }

    /// Sets a uniform; `shared` is its name as the program's interface has it.
    pub(crate) fn set_uniform(&mut self, name: &str, shared: Option<Arc<str>>, value: UniformValue) {
        self.unsent = u64::MAX;
        if matches!(value, UniformValue::Array { .. }) {
            // Elements that were set before are set anew by the array.
            self.uniforms.retain(|known| element(&known.name).is_none_or(|(base, _)| *base != *name));
        }
        let key = NameKey::new(name);
        match self.uniforms.iter_mut().find(|known| known.is_named(key, name)) {
            Some(known) => known.value = value,
            None => {
                let name = shared.unwrap_or_else(|| name.into());
                self.uniforms.push(Uniform { key, name, value });
                self.unchecked = true;
            }
        }
    }

    pub(crate) fn set_texture(&mut self, name: &str, texture: &Texture) {
        match self.textures.iter_mut().find(|(known, _)| **known == *name) {
            Some((_, known)) if Arc::ptr_eq(&known.object, &texture.object) => {}
            Some((_, known)) => {
                *known = texture.clone();
                self.has_new_textures = true;
            }
            None => {
                self.textures.push((name.into(), texture.clone()));
                self.unchecked = true;
                self.unsent = u64::MAX;
            }
        }
    }

    pub(crate) fn set_block(&mut self, name: &str, buffer: &UniformBuffer) {
        match self.blocks.iter_mut().find(|(known, _)| **known == *name) {
            Some((_, known)) if Arc::ptr_eq(&known.shared, &buffer.shared) => {}
            Some((_, known)) => {
                *known = buffer.clone();
                self.ready = None;
            }
            None => {
                self.blocks.push((name.into(), buffer.clone()));
                self.unchecked = true;
                self.unsent = u64::MAX;
            }
        }
    }

    pub(crate) fn blocks(&self) -> impl Iterator<Item = (&Arc<str>, &UniformBuffer)> {
        self.blocks.iter().map(|(name, buffer)| (name, buffer))
    }

    /// Feeds an attribute; one that is `optional` is forgotten where the program turns out not to have it.
    pub(crate) fn set_attribute(
        &mut self,
        name: &str,
        buffer: &VertexBuffer,
        attribute: &VertexAttribute,
        optional: bool,
    ) {
        let known = self.attributes.iter().position(|bound| *bound.binding.name == *name);
        let binding = AttributeBinding {
            name: known.map_or_else(|| name.into(), |index| self.attributes[index].binding.name.clone()),
            buffer: buffer.shared.object.id(),
            format: attribute.format,
            stride: buffer.stride_bytes(),
            offset: u64::from(attribute.offset),
            divisor: buffer.divisor(),
        };
        if known.is_some_and(|index| self.attributes[index].binding == binding) {
            return;
        }
        let bound = Bound { buffer: buffer.shared.clone(), binding, optional };
        match known {
            Some(index) => self.attributes[index] = bound,
            None => self.attributes.push(bound),
        }
        self.changes += 1;
        self.ready = None;
        self.unchecked = true;
    }

    pub(crate) fn set_indices(&mut self, indices: Option<&IndexBuffer>) {
        let same = match (&self.indices, indices) {
            (None, None) => true,
            (Some((known, _)), Some(new)) => Arc::ptr_eq(known, &new.shared),
            _ => false,
        };
        if !same {
            self.indices = indices.map(|indices| (indices.shared.clone(), indices.index_type()));
            self.changes += 1;
            self.ready = None;
        }
    }

    /// Takes over the names that the program's interface has, so that the same name is the same memory everywhere.
    pub(crate) fn share_names(&mut self, interface: &Interface) {
        let textures = self.textures.iter_mut().map(|(name, _)| name);
        for name in self.uniforms.iter_mut().map(|uniform| &mut uniform.name).chain(textures) {
            if let Some(shared) = interface.shared_name(name) {
                *name = shared.clone();
            }
        }
    }

    /// Program and vertex array of a draw that was prepared, if everything is as it was then and the buffers hold as much.
    #[inline]
    pub(crate) fn ready(
        &self,
        home: &Arc<Home>,
        changes: u64,
        wanted: (u64, u64),
    ) -> Option<(ObjectId, Option<ObjectId>)> {
        let ready = self.ready.as_ref()?;
        if ready.changes != changes || !Arc::ptr_eq(&ready.home, home) {
            return None;
        }
        let enough = wanted.0 <= ready.vertices && wanted.1 <= ready.instances;
        (enough && !self.unchecked).then_some(ready.drawn)
    }

    /// Takes note that everything was prepared.
    pub(crate) fn set_ready(&mut self, home: &Arc<Home>, changes: u64, drawn: (ObjectId, Option<ObjectId>)) {
        let (vertices, instances) = self.capacity();
        let [vertices, instances] = [vertices, instances].map(|capacity| capacity.unwrap_or(u64::MAX));
        let home = home.clone();
        self.ready = Some(Ready { home, changes, vertices, instances, drawn });
    }

    pub(crate) fn uniforms(&self) -> impl ExactSizeIterator<Item = &Uniform> {
        self.uniforms.iter()
    }

    pub(crate) fn textures(&self) -> impl Iterator<Item = (&Arc<str>, &Texture)> {
        self.textures.iter().map(|(name, texture)| (name, texture))
    }

    /// Whether there are textures or uniform blocks.
    #[inline]
    pub(crate) fn has_units(&self) -> bool {
        !(self.textures.is_empty() && self.blocks.is_empty())
    }

    /// How many uniforms, samplers and blocks have values.
    pub(crate) fn named(&self) -> usize {
        self.uniforms.len() + self.textures.len() + self.blocks.len()
    }

    /// Whether the uniform, sampler or block of that name has a value.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.uniforms().any(|uniform| *uniform.name == *name)
            || self.textures().any(|(known, _)| **known == *name)
            || self.blocks().any(|(known, _)| **known == *name)
    }

    /// Forgets the fields of structs that the program has no attribute for.
    pub(crate) fn drop_unused_fields(&mut self, interface: &Interface) {
        let before = self.attributes.len();
        self.attributes.retain(|bound| !bound.optional || interface.attribute(&bound.binding.name).is_some());
        self.changes += u64::from(self.attributes.len() != before);
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&Arc<str>, VertexFormat)> {
        self.attributes.iter().map(|bound| (&bound.binding.name, bound.binding.format))
    }

    pub(crate) fn index_type(&self) -> Option<IndexType> {
        self.indices.as_ref().map(|(_, index_type)| *index_type)
    }

    /// How many vertices (or indices) and instances the bound buffers hold; `None` where nothing limits them.
    pub(crate) fn capacity(&self) -> (Option<u64>, Option<u64>) {
        let mut vertices = None;
        let mut instances = None;
        for Bound { buffer, binding, .. } in &self.attributes {
            let count = buffer.size_bytes() / u64::from(binding.stride.max(1));
            let (slot, count) = match binding.divisor {
                0 => (&mut vertices, count),
                divisor => (&mut instances, count * u64::from(divisor)),
            };
            *slot = Some(slot.map_or(count, |known: u64| known.min(count)));
        }
        if let Some((buffer, index_type)) = &self.indices {
            // What the indices point at is the driver's to check: reading them all back would cost more than the draw.
            vertices = Some(buffer.size_bytes() / u64::from(index_type.size_bytes()));
        }
        (vertices, instances)
    }

    /// The buffers that feed attributes.
    pub(crate) fn fed_by(&self) -> impl Iterator<Item = &Arc<BufferShared>> {
        self.attributes.iter().map(|bound| &bound.buffer)
    }

    /// The buffers' and textures' objects.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &Arc<Object>> {
        let buffers = self.attributes.iter().map(|bound| &bound.buffer.object);
        let indices = self.indices.iter().map(|(buffer, _)| &buffer.object);
        let blocks = self.blocks.iter().map(|(_, buffer)| &buffer.shared.object);
        buffers.chain(indices).chain(blocks).chain(self.textures.iter().map(|(_, texture)| &texture.object))
    }

    /// The vertex array of a context that holds these attributes, described anew where they changed; `None` without
    /// attributes.
    pub(crate) fn vertex_array(&mut self, program: ObjectId, home: &Arc<Home>) -> Option<&Arc<Object>> {
        if self.attributes.is_empty() && self.indices.is_none() {
            return None;
        }
        let place = self.vertex_arrays.iter().position(|array| Arc::ptr_eq(&array.home, home));
        let place = place.unwrap_or_else(|| {
            let object = Object::new(ObjectKind::VertexArray);
            self.vertex_arrays.push(Array { object, home: home.clone(), changes: 0 });
            self.vertex_arrays.len() - 1
        });
        let array = &mut self.vertex_arrays[place];
        if array.changes != self.changes {
            array.changes = self.changes;
            array.object.push(Command::VertexArrayBind {
                id: array.object.id(),
                program,
                attributes: self.attributes.iter().map(|bound| bound.binding.clone()).collect(),
                indices: self.indices.as_ref().map(|(buffer, _)| buffer.object.id()),
            });
        }
        Some(&array.object)
    }
}
