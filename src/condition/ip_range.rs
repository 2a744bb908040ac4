//! IP addresses and ranges.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses: `203.0.113.0/24`, `2001:db8::/32`, or a single address (clauses 4.45–4.47).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IpRange {
    first: IpAddr,
    prefix_length: u32,
}

impl IpRange {
    /// Reads a range in CIDR form. Without a prefix length it is the address alone; bits beyond the prefix
    /// are ignored. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<IpRange> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let first = parse_address(address)?;
        let bits = if first.is_ipv4() { 32 } else { 128 };
        let prefix_length = match prefix {
            None => bits,
            Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().ok().filter(|length| *length <= bits)?
            }
            Some(_) => return None,
        };
        Some(IpRange { first, prefix_length })
    }

    /// Whether `address` lies in the range. IPv4 and IPv6 never contain each other (clause 4.47).
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let mask = self.mask_v4();
                first.to_bits() & mask == address.to_bits() & mask
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let mask = self.mask_v6();
                first.to_bits() & mask == address.to_bits() & mask
            }
            _ => false,
        }
    }

    /// An address in the range that a host can have: the one after the first, where there is room.
    #[must_use]
    pub fn an_address(&self) -> IpAddr {
        match self.first {
            IpAddr::V4(first) => {
                let host = u32::from(self.prefix_length < 31);
                IpAddr::V4(Ipv4Addr::from_bits((first.to_bits() & self.mask_v4()) | host))
            }
            IpAddr::V6(first) => {
                let host = u128::from(self.prefix_length < 127);
                IpAddr::V6(Ipv6Addr::from_bits((first.to_bits() & self.mask_v6()) | host))
            }
        }
    }

    fn mask_v4(&self) -> u32 {
        u32::MAX.checked_shl(32 - self.prefix_length).unwrap_or(0)
    }

    fn mask_v6(&self) -> u128 {
        u128::MAX.checked_shl(128 - self.prefix_length).unwrap_or(0)
    }
}

/// Reads one address, IPv4 or IPv6 in any spelling; `None` for anything else.
#[must_use]
pub fn parse_address(text: &str) -> Option<IpAddr> {
    text.parse().ok()
}

/// The IPv4 address inside an IPv4-mapped IPv6 address (`::ffff:203.0.113.7`), for the reading that looks
/// through it (clause 4.48).
#[must_use]
pub(super) fn unmapped(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V6(address) => Ipv6Addr::to_ipv4_mapped(&address).map(IpAddr::V4),
        IpAddr::V4(_) => None,
    }
}
