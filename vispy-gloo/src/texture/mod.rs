//! Textures.

mod format;
mod region;
mod sampling;
mod shared;
mod texture_1d;
mod texture_2d;
mod texture_2d_array;
mod texture_3d;
mod texture_cube;

pub use format::{Channels, TexelType, TextureFormat, Where};
pub use region::Region;
pub use sampling::{Filter, Sampling, Swizzle, Wrap};
pub use shared::{Texture, TextureKind};
pub use texture_1d::Texture1D;
pub use texture_2d::Texture2D;
pub use texture_2d_array::Texture2DArray;
pub use texture_3d::Texture3D;
pub use texture_cube::{CubeFace, TextureCube};

/// What the types of textures have in common, each of which wraps a [`Texture`].
macro_rules! wraps_texture {
    ($name:ident) => {
        impl $name {
            /// Sets filters, wrapping and the rest of how it is read. Default: [`Sampling::NEAREST`](crate::Sampling).
            #[must_use]
            pub fn with_sampling(self, sampling: $crate::Sampling) -> Self {
                self.0.set_sampling(sampling);
                self
            }

            /// Gives it levels, each half the size of the one before, down to a single texel. They are filled by
            /// [`generate_mipmaps`](crate::Texture::generate_mipmaps) or one by one, and read where
            /// [`Sampling::mipmap`](crate::Sampling::mipmap) says so. To be called before the texture is first used.
            /// Default: one level.
            #[must_use]
            pub fn with_mipmaps(self) -> Self {
                self.0.keep_levels();
                self
            }

            /// Keeps a copy of the contents, so that they come back after the context was lost
            /// ([`Context::recover`](crate::Context::recover)). To be called before the first use. Costs their bytes;
            /// what was given away as a `Vec` or an `Arc` is kept without copying it.
            #[must_use]
            pub fn retained(self) -> Self {
                self.0.object.retain();
                self
            }

            /// A name for messages.
            #[must_use]
            pub fn with_label(self, label: &str) -> Self {
                self.0.object.set_label(label);
                self
            }
        }

        impl From<&$name> for $crate::Attachment {
            fn from(texture: &$name) -> Self {
                Self::from(&texture.0)
            }
        }

        impl AsRef<$crate::Texture> for $name {
            fn as_ref(&self) -> &$crate::Texture {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = $crate::Texture;

            fn deref(&self) -> &$crate::Texture {
                &self.0
            }
        }
    };
}
use wraps_texture;
