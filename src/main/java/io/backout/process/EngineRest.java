package io.backout.process;

import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The engine's own REST, where configured. Its classes are in the jar anyway, because Tasklist and Cockpit use them; the
 * engine's starter for it would serve it to everybody without a login.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "backout.engine-rest", havingValue = "true")
class EngineRest {
    private static final String ADDRESS = "/engine-rest/*";

    @Bean
    ServletRegistrationBean<ServletContainer> engineRestServlet() {
        ResourceConfig resources = new ResourceConfig();
        resources.registerClasses(CamundaRestResources.getResourceClasses());
        resources.registerClasses(CamundaRestResources.getConfigurationClasses());
        ServletRegistrationBean<ServletContainer> servlet =
                new ServletRegistrationBean<>(new ServletContainer(resources), ADDRESS);
        servlet.setName("engine-rest");
        return servlet;
    }

    /** Tells the engine who asks: with that its authorizations and the {@link FrontDoor} hold here, too. */
    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> engineRestLogin() {
        FilterRegistrationBean<ProcessEngineAuthenticationFilter> login =
                new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
        login.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        login.addUrlPatterns(ADDRESS);
        return login;
    }
}
