"""Forms: what performance-target forms say."""
