import Glibc

/// An IPv4 or IPv6 address, of which only one thing matters here: whether it is public.
struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16, in network order.
    let bytes: [UInt8]
    let description: String

    /// Numeric, as libcurl states a connection's peer.
    init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            bytes = withUnsafeBytes(of: v4) { Array($0) }
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            bytes = withUnsafeBytes(of: v6) { Array($0) }
        } else {
            return nil
        }
        description = text
    }

    /// Nil for other families than the internet's.
    init?(_ address: UnsafePointer<sockaddr>, length: socklen_t) {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        // A zone ("%eth0") stands only behind link-local addresses, which are refused as unreadable.
        self.init(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// False for everything that the IANA special-purpose registries do not call globally reachable, and for addresses
    /// that carry an IPv4 address inside, whatever that may be.
    var isPublic: Bool {
        let special = bytes.count == 4 ? Self.special4 : Self.special6
        return !special.contains { $0.contains(bytes) } && (bytes.count == 4 || Self.unicast6.contains(bytes))
    }

    private struct Block {
        let prefix: [UInt8]
        let bits: Int

        func contains(_ bytes: [UInt8]) -> Bool {
            for bit in 0..<bits {
                let mask = UInt8(0x80) >> (bit % 8)
                let expected = bit / 8 < prefix.count ? prefix[bit / 8] : 0
                if bytes[bit / 8] & mask != expected & mask { return false }
            }
            return true
        }
    }

    // https://www.iana.org/assignments/iana-ipv4-special-registry
    private static let special4 = [
        Block(prefix: [0], bits: 8),  // this network
        Block(prefix: [10], bits: 8),  // private
        Block(prefix: [100, 64], bits: 10),  // carrier-grade NAT
        Block(prefix: [127], bits: 8),  // loopback
        Block(prefix: [169, 254], bits: 16),  // link-local, cloud metadata
        Block(prefix: [172, 16], bits: 12),  // private
        Block(prefix: [192, 0, 0], bits: 24),  // protocol assignments
        Block(prefix: [192, 0, 2], bits: 24),  // documentation
        Block(prefix: [192, 88, 99], bits: 24),  // 6to4 relays
        Block(prefix: [192, 168], bits: 16),  // private
        Block(prefix: [198, 18], bits: 15),  // benchmarks
        Block(prefix: [198, 51, 100], bits: 24),  // documentation
        Block(prefix: [203, 0, 113], bits: 24),  // documentation
        Block(prefix: [224], bits: 4),  // multicast
        Block(prefix: [240], bits: 4),  // reserved, broadcast
    ]

    // Only global unicast is given out, so loopback, unspecified, IPv4-mapped, NAT64, unique local, link-local and
    // multicast addresses are outside of it. https://www.iana.org/assignments/iana-ipv6-special-registry
    private static let unicast6 = Block(prefix: [0x20], bits: 3)
    private static let special6 = [
        Block(prefix: [0x20, 0x01, 0x00], bits: 23),  // protocol assignments, Teredo, benchmarks
        Block(prefix: [0x20, 0x01, 0x0D, 0xB8], bits: 32),  // documentation
        Block(prefix: [0x20, 0x02], bits: 16),  // 6to4
        Block(prefix: [0x3F, 0xFF, 0x00], bits: 20),  // documentation
    ]
}
