//! `Fn::Cidr` for IPv4.

use std::net::Ipv4Addr;

/// The first `count` blocks with `bits` free bits each within `block`: `10.0.0.0/24`. `None` when an argument is wrong or
/// the block has not so many.
pub(super) fn blocks(block: &str, count: &str, bits: &str) -> Option<Vec<String>> {
    let (address, length) = block.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok().filter(|length| *length <= 32)?;
    let count: u32 = count.parse().ok().filter(|count| (1..=256).contains(count))?;
    let bits: u32 = bits.parse().ok().filter(|bits| (1..=32).contains(bits))?;
    let size = 1_u64 << bits;
    let room = 1_u64 << (32 - length);
    if u64::from(count) * size > room {
        return None;
    }
    let mask = u64::from(u32::MAX) & !(room - 1);
    let first = u64::from(address.to_bits()) & mask;
    (0..u64::from(count))
        .map(|index| {
            let start = u32::try_from(first + index * size).ok()?;
            Some(format!("{}/{}", Ipv4Addr::from_bits(start), 32 - bits))
        })
        .collect()
}
