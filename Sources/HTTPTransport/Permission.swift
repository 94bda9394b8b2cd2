/// What one hop may connect to.
enum Permission: Hashable, Sendable {
    case anyAddress
    /// The address that the name resolves to must be public.
    case publicAddress
    /// The same, unless the environment names a proxy for the address: that resolves the name, and decides whom it connects to.
    case publicAddressOrProxy
}
