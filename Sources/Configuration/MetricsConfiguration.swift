package import System
import YAML

/// The part `metrics:`.
package struct MetricsConfiguration: Sendable {
    package let listen: ListenAddress

    init(listen: ListenAddress) { self.listen = listen }

    init?(_ node: YAMLNode) {
        let listen = node.mapping(keys: ["listen"])?.required("listen").flatMap { ListenAddress($0) }
        guard let listen else { return nil }
        self.listen = listen
    }
}
