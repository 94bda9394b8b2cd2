extension Configuration {
    /// Checks a text and throws all its problems at once; `file` is the name that they give.
    package static func parse(
        _ text: String, file: String, surroundings: Surroundings, vocabulary: RouteVocabulary? = nil
    ) throws(ConfigurationError) -> Configuration {
        try ConfigurationDocument(text, file: file).configuration(surroundings, vocabulary: vocabulary)
    }
}
