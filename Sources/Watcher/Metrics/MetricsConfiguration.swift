package import System

/// The part `metrics:`.
package struct MetricsConfiguration: Sendable {
    package let listen: ListenAddress

    init(listen: ListenAddress) { self.listen = listen }

    init?(_ node: ConfigurationNode) {
        let listen = node.mapping(keys: ["listen"])?.required("listen").flatMap { ListenAddress($0) }
        guard let listen else { return nil }
        self.listen = listen
    }
}
