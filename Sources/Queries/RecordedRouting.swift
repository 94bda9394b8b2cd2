package import Configuration
package import History

/// A recorded alert as routes see it, and who was to get it.
package struct RecordedRouting: Sendable {
    package let alert: StoredAlert
    package let routed: RoutedAlert
    /// Names of receivers.
    let receivers: Set<String>
    /// True where a silence kept it from all of them.
    let wasSilenced: Bool
}
