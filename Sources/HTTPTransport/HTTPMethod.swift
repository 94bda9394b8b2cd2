package enum HTTPMethod: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
}
