//! Ranges of IP addresses as conditions write them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::condition::parse_address;

/// A range: an address and how many of its leading bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cidr {
    address: IpAddr,
    length: u32,
}

impl Cidr {
    /// Reads `203.0.113.0/24`; an address alone is a range of one. `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (parse_address(address)?, Some(length)),
            None => (parse_address(text)?, None),
        };
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let length = match length {
            None => bits,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
        };
        (length <= bits).then_some(Self { address, length })
    }

    /// Its first address, in which all bits that do not count are zero.
    pub(super) fn network(self) -> IpAddr {
        match self.address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - self.length).unwrap_or(0);
                IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - self.length).unwrap_or(0);
                IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
            }
        }
    }

    /// The same range written with its first address.
    pub(super) fn normalized(self) -> String {
        format!("{}/{}", self.network(), self.length)
    }

    /// Whether bits are set in the address that do not count.
    pub(super) fn has_host_bits(self) -> bool {
        self.network() != self.address
    }

    /// Whether it is every address of its kind.
    pub(super) fn is_everything(self) -> bool {
        self.length == 0
    }

    /// Whether no address of it can come in over the internet.
    pub(super) fn is_private(self) -> bool {
        PRIVATE.iter().any(|(range, length)| {
            let Some(range) = parse_address(range) else { return false };
            range.is_ipv4() == self.address.is_ipv4()
                && self.length >= *length
                && Self { address: self.network(), length: *length }.network() == range
        })
    }
}

/// RFC 1918, RFC 6598, RFC 4193, and the loopback and link-local ranges.
const PRIVATE: &[(&str, u32)] = &[
    ("10.0.0.0", 8),
    ("172.16.0.0", 12),
    ("192.168.0.0", 16),
    ("100.64.0.0", 10),
    ("127.0.0.0", 8),
    ("169.254.0.0", 16),
    ("fc00::", 7),
    ("fe80::", 10),
    ("::1", 128),
];
