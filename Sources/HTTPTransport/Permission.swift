/// What one hop may connect to.
enum Permission: Hashable, Sendable {
    case anyAddress
    /// The address that the name resolves to must be public.
    case publicAddress
}
