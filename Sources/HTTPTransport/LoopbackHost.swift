/// The hosts that are this machine itself, whatever a resolver says.
enum LoopbackHost {
    /// `localhost`, `::1` with or without brackets, and 127.0.0.0/8.
    static func isOne(_ host: String) -> Bool {
        if host == "localhost" { return true }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard let address = NetworkAddress(isBracketed ? String(host.dropFirst().dropLast()) : host) else {
            return false
        }
        if address.bytes.count == 4 { return address.bytes[0] == 127 }
        return address.bytes == [UInt8](repeating: 0, count: 15) + [1]
    }
}
